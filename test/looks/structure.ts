import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

type StructureNode = Awaited<ReturnType<PDFPageProxy['getStructTree']>>;

/** What a PDF tells of itself to readers that speak. */
export interface Speech {
  title: unknown;
  language: unknown;
  isMarked: unknown;
  showsTitle: unknown;
  /** Texts of each page by what they are, in the order of the structure. */
  pages: readonly { role: string; text: string }[][];
  /** Texts that are neither in the structure nor furniture. */
  lost: readonly string[];
}

export async function speechOf(pdf: PDFDocumentProxy): Promise<Speech> {
  const { info } = await pdf.getMetadata();
  const members = new Map<string, unknown>(Object.entries(info));
  const preferences = new Map<string, unknown>(Object.entries((await pdf.getViewerPreferences()) ?? {}));
  const marks = new Map<string, unknown>(Object.entries((await pdf.getMarkInfo()) ?? {}));
  const pages: { role: string; text: string }[][] = [];
  const lost: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { byMark, unmarked } = await markedTexts(page);
    lost.push(...unmarked);
    const tree = await page.getStructTree();
    const pieces = tree === null ? [] : piecesOf(tree, byMark);
    for (const mark of byMark.keys()) if (!pieces.some((piece) => piece.mark === mark)) lost.push(mark);
    pages.push(pieces.map(({ role, text }) => ({ role, text })));
  }
  return {
    title: members.get('Title'),
    language: members.get('Language'),
    isMarked: marks.get('Marked'),
    showsTitle: preferences.get('DisplayDocTitle'),
    pages,
    lost,
  };
}

const FURNITURE = 'furniture';

/** The texts of a page by their marks; those of furniture are left out. */
async function markedTexts(page: PDFPageProxy): Promise<{ byMark: Map<string, string>; unmarked: string[] }> {
  const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const open: string[] = [];
  const byMark = new Map<string, string>();
  const unmarked: string[] = [];
  for (const item of items) {
    if ('str' in item) {
      const mark = open.at(-1);
      if (item.str.trim() === '' || mark === FURNITURE) continue;
      if (mark === undefined) unmarked.push(item.str);
      else byMark.set(mark, [byMark.get(mark), item.str].filter((part) => part !== undefined).join(' '));
    } else if (item.type === 'endMarkedContent') open.pop();
    // What has no number is furniture.
    else open.push(item.type === 'beginMarkedContentProps' ? item.id : FURNITURE);
  }
  return { byMark, unmarked };
}

function piecesOf(node: StructureNode, byMark: ReadonlyMap<string, string>): { role: string; mark: string; text: string }[] {
  return node.children.flatMap((child) => {
    if ('children' in child) return piecesOf(child, byMark);
    return [{ role: node.role, mark: child.id, text: byMark.get(child.id) ?? '' }];
  });
}
