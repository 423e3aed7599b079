// Whether XML is the same: byte for byte after canonicalisation (C14N 1.0), white space between elements apart.
import { readFileSync } from 'node:fs';
import { XmlDocument } from 'libxml2-wasm';

export function canonical(bytes) {
  const document = XmlDocument.fromString(bytes.toString().replaceAll(/>\s+</g, '><'));
  try {
    return document.canonicalizeToString();
  } finally {
    document.dispose();
  }
}

/** Throws at the first difference; answers in words what was compared. `outputs` are paths by the names of sides. */
export function equalXml(outputs) {
  const [[firstName, firstPath], ...others] = Object.entries(outputs);
  const first = canonical(readFileSync(firstPath));
  for (const [name, path] of others) {
    const other = canonical(readFileSync(path));
    if (other === first) continue;
    let at = 0;
    while (other[at] === first[at]) at += 1;
    const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 80), at + 80));
    throw new Error(`XML differs at character ${at}:\n  ${firstName}: ${around(first)}\n  ${name}: ${around(other)}`);
  }
  return `XML equal byte for byte after C14N, ${Buffer.byteLength(first)} bytes, ${others.length + 1} sides`;
}
