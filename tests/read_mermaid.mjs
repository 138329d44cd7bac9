// Reads charts as JSON on standard input, and writes the graphs that Mermaid sees in
// them, or what it says is wrong. Those that are asked for are drawn too, for the words
// in the drawing; what takes a real browser, the size of text, is made up.
import { text } from "node:stream/consumers";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
Object.assign(globalThis, { window, document: window.document });
globalThis.CSSStyleSheet ??= window.CSSStyleSheet;
window.SVGElement.prototype.getBBox = () => ({ x: 0, y: 0, width: 100, height: 20 });
window.SVGElement.prototype.getComputedTextLength = () => 100;
globalThis.btoa = (text) => Buffer.from(text).toString("base64"); // with such sizes
const { default: mermaid } = await import("mermaid"); // it looks for a window at once

// Mermaid keeps "#58;" as "ﬂ°°58¶ß" until it writes the drawing.
function seen(label) {
  const entities = label.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&");
  return words(entities.replaceAll("¶ß", ";"));
}

function words(html) {
  const element = document.createElement("div");
  element.innerHTML = html.replace(/<br\s*\/?>/g, "\n");
  return element.textContent;
}

async function graph(chart) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
  return {
    title: seen(db.getAccTitle()),
    description: seen(db.getAccDescription()),
    nodes: [...db.getVertices().values()].map((node) => ({
      id: node.id,
      label: seen(node.text),
      shape: node.type,
      look: node.classes.filter((name) => name !== "clickable"),
      link: node.link ?? "",
    })),
    edges: db.getEdges().map((edge) => ({
      source: edge.start,
      dest: edge.end,
      label: seen(edge.text),
      stroke: edge.stroke,
    })),
    phases: db.getSubGraphs().map((phase) => ({
      id: phase.id,
      title: seen(phase.title),
      nodes: phase.nodes,
    })),
  };
}

async function drawn(chart, number) {
  const { svg } = await mermaid.render(`drawn${number}`, chart);
  const page = new window.DOMParser().parseFromString(svg, "text/html");
  const labels = [...page.querySelectorAll(".nodeLabel, span.edgeLabel")];
  return labels.map((label) => words(label.innerHTML)).filter((label) => label);
}

const { charts, draw } = JSON.parse(await text(process.stdin));
const graphs = [];
for (const [number, chart] of charts.entries()) {
  try {
    await mermaid.parse(chart);
    const found = await graph(chart);
    graphs.push(draw ? { ...found, drawn: await drawn(chart, number) } : found);
  } catch (error) {
    graphs.push({ error: String(error) });
  }
}
process.stdout.write(JSON.stringify(graphs), () => process.exit(0));
