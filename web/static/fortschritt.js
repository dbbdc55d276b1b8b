// Follows files that are being read: the list on the page is kept up to date. Without this file a link loads it anew.
import { say, word } from "./stand.js";

const PAUSE = 1500;
const shown = () => document.getElementById("fortschritt");

async function follow() {
  const answer = await fetch(location.pathname).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focused = shown().contains(document.activeElement);
    if (!focused && page.getElementById("fortschritt")) shown().replaceWith(page.getElementById("fortschritt"));
    if (!page.querySelector("meta[name='lotse-fertig']")) return say(word("fertig"));
  }
  setTimeout(follow, PAUSE);
}

setTimeout(follow, PAUSE);
