// Opens the page of a source beside the answer. Without this file the link leads to that page.
import { word } from "./stand.js";

const dialog = document.createElement("dialog");
dialog.className = "daneben";
dialog.setAttribute("aria-labelledby", "daneben");
dialog.innerHTML = `<form method="dialog"><button></button></form><div tabindex="-1"></div>`;
dialog.querySelector("button").textContent = word("schliessen");
document.body.append(dialog);
const shown = dialog.querySelector("div");

export async function openBeside(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return location.assign(address);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const source = parsed.getElementById("inhalt");
  const heading = document.createElement("h2");
  heading.id = "daneben";
  heading.textContent = parsed.title.replace(/ – Soziallotse$/, ""); // document and page
  const whole = document.createElement("p");
  const link = whole.appendChild(document.createElement("a"));
  link.href = address;
  link.textContent = word("ganz");
  const down = source.querySelector('a[href="#stelle"]')?.parentElement;
  shown.replaceChildren(heading, whole, ...(down ? [down] : []), ...source.querySelectorAll(".blatt"));
  dialog.showModal();
  dialog.scrollTop = 0;
}
