//! Words of the player.

use super::words;
use crate::quantity::Lang;

words! {
    /// Button.
    play: "Play", "Abspielen";
    /// Button.
    pause: "Pause", "Anhalten";
    /// Button.
    back: "Back to the previous stage", "Zurück zur vorigen Phase";
    /// Button.
    forward: "On to the next stage", "Weiter zur nächsten Phase";
    /// Label of the slider.
    position: "Moment of the move", "Zeitpunkt des Umzugs";
    /// Label of the speeds.
    speed: "Speed", "Tempo";
    /// Name of the picture.
    grid: "The guest's memory as cells; the amounts are listed below", "Der Speicher des Gasts als Zellen; die Mengen stehen darunter";
    /// In place of playing, where the system asks for less motion.
    calm: "Your system asks for less motion: step through instead.", "Ihr System wünscht weniger Bewegung: Gehen Sie schrittweise.";
    /// Where there is nothing to show.
    nothing: "Nothing of the guest's memory moves.", "Vom Speicher des Gasts zieht nichts um.";
}
