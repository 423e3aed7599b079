/** Node has WebAssembly; its types come with the browser's, which the rest of this project must not see. */
declare namespace WebAssembly {
  type ImportValue = (...args: never[]) => unknown;
  type Exports = Record<string, unknown>;
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, ImportValue>>);
    readonly exports: Exports;
  }
}
