/**
The published modules, as seen from the modules of this folder that replace them. `original:` is resolved by
`bundle-plugin.js` only, from the folder of Ink; the rest of the specifier is written as in the code of Ink. So the version
is the one that Ink uses, and no module of this folder runs outside a bundle by mistake.
*/

declare module 'original:string-width' {
	export type Options = {readonly ambiguousIsNarrow?: boolean; readonly countAnsiEscapeCodes?: boolean};
	export default function stringWidth(text: string, options?: Options): number;
}

declare module 'original:@alcalzone/ansi-tokenize' {
	export type AnsiCode = {readonly type: 'ansi'; readonly code: string; readonly endCode: string};
	export type Char = {readonly type: 'char'; readonly value: string; readonly fullWidth: boolean};
	export type ControlCode = {readonly type: 'control'; readonly code: string};
	export type Token = AnsiCode | Char | ControlCode;
	export type StyledChar = Char & {readonly styles: readonly AnsiCode[]};

	export function tokenize(text: string): Token[];
	export function styledCharsFromTokens(tokens: readonly Token[]): StyledChar[];
	export function styledCharsToString(characters: readonly StyledChar[]): string;
	export function diffAnsiCodes(from: readonly AnsiCode[], to: readonly AnsiCode[]): AnsiCode[];
	export function ansiCodesToString(codes: readonly AnsiCode[]): string;
}

declare module 'original:./measure-text.js' {
	export default function measureText(text: string): {readonly width: number; readonly height: number};
}

declare module 'original:./line-update.js' {
	export default function lineUpdate(previous: string, next: string, columns: number | undefined): string;
}

declare module 'original:./log-update.js' {
	export type OutputStream = NodeJS.WritableStream & {
		readonly writableNeedDrain?: boolean;
		readonly columns?: number;
		readonly reflows?: boolean;
	};
	export type Options = {readonly showCursor?: boolean; readonly incremental?: boolean};
	export type CursorPosition = {readonly x: number; readonly y: number};
	export type LogUpdate = {
		(text: string): boolean;
		isCursorDirty(): boolean;
		willRender(text: string): boolean;
		clear(): void;
		done(): void;
		reset(): void;
		sync(text: string): void;
		setCursorPosition(position: CursorPosition | undefined): void;
	};
	const logUpdate: {create(stream: OutputStream, options?: Options): LogUpdate};
	export default logUpdate;
}

declare module 'original:./output.js' {
	import type {StyledChar} from 'original:@alcalzone/ansi-tokenize';

	export type Transformer = (line: string, index: number) => string;
	/** Clip rectangle, half-open; `undefined` on an axis that is not clipped. */
	export type Clip = {
		readonly x1: number | undefined;
		readonly x2: number | undefined;
		readonly y1: number | undefined;
		readonly y2: number | undefined;
	};
	export default class Output {
		readonly caches: {getStyledChars(text: string): StyledChar[]};
		constructor(size: {readonly width: number; readonly height: number});
		write(x: number, y: number, text: string, options: {readonly transformers: readonly Transformer[]}): void;
		sliceLineToColumns(line: string, from: number, to: number): string;
		get(): {output: string; height: number};
	}
}

declare module 'original:ansi-escapes' {
	const ansiEscapes: {readonly enterAlternativeScreen: string; cursorTo(x: number, y?: number): string};
	export default ansiEscapes;
}

/** The part of WebAssembly that `yoga.ts` uses: the types of Node.js have none. */
declare namespace WebAssembly {
	type Imports = Readonly<Record<string, unknown>>;
	type Exports = Readonly<Record<string, unknown>>;
	class Module {
		constructor(bytes: Uint8Array);
	}
	class Instance {
		constructor(module: Module, imports: Imports);
		readonly exports: Exports;
	}
}

declare module 'original:yoga-layout/binaries/yoga-wasm-base64-esm.js' {
	/** The compiled engine, without types. */
	export type Assembly = {readonly Node: unknown};
	export default function loadYoga(options: {
		instantiateWasm(
			imports: WebAssembly.Imports,
			receive: (instance: WebAssembly.Instance) => void,
		): WebAssembly.Exports;
	}): Promise<Assembly>;
}

declare module 'original:yoga-layout/src/wrapAssembly.js' {
	import type {Assembly} from 'original:yoga-layout/binaries/yoga-wasm-base64-esm.js';
	import type Yoga from 'yoga-layout';

	export default function wrapAssembly(assembly: Assembly): typeof Yoga;
}

declare module 'original:yoga-layout/yoga.wasm' {
	const binary: Uint8Array;
	export default binary;
}

declare module 'original:yoga-layout/src/generated/YGEnums.js' {
	export * from 'yoga-layout';
}
