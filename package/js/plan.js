// What both entries share: objects go in and out, texts pass the border to the planner.
import * as planner from "./planner.js";

/** Plans a scenario; types and meanings are in index.d.ts. */
export function plan(scenario, { lang = "en", onNotice = () => {} } = {}) {
  if (lang !== "en" && lang !== "de") throw new RangeError(`lang: "${lang}" is neither "en" nor "de"`);
  const text = JSON.stringify(scenario);
  if (text === undefined) throw new TypeError("scenario: this is nothing that JSON can say");
  const planned = planner.plan(text, lang === "de");
  try {
    planned.notices.forEach((notice) => onNotice(notice));
    return JSON.parse(planned.plan);
  } finally {
    planned.free();
  }
}
