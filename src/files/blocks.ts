/** Bytes in blocks of at least `size`, the last one aside: what is decided by a look at some bytes is not decided by three of them. */
export async function* blocksOf(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    kept.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    yield joined(kept, length);
    kept = [];
    length = 0;
  }
  if (length > 0) yield joined(kept, length);
}

const joined = (chunks: readonly Uint8Array[], length: number): Buffer =>
  chunks.length === 1 ? Buffer.from(chunks[0].buffer, chunks[0].byteOffset, chunks[0].length) : Buffer.concat(chunks, length);
