// A button that prints the page; without this file a line says where the browser keeps that.
const line = document.querySelector("#drucken");

if (line) {
  line.hidden = false;
  document.querySelector("#drucken-menue").hidden = true;
  line.querySelector("button").addEventListener("click", () => window.print());
}
