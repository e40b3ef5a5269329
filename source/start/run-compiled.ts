import process from 'node:process';
import {isatty} from 'node:tty';
import {cachedDataVersionTag} from 'node:v8';
import {Script} from 'node:vm';
import type {CodeCache} from './code-cache.js';

/** Replaced by the bundler with a digest of the program. */
declare const MON_TUI_BUILD: string;

/** A program that is a CommonJS module. */
type Program = {
	/** The file that stacks name. Node 20 names that of the installation that kept the code. */
	readonly file: string;
	/** ASCII text. */
	readonly source: string;
	readonly require: NodeJS.Require;
};

/** What kept the code. Each kind contains more than the next one. */
const kinds = ['screen', 'service', 'command'] as const;

type Kind = (typeof kinds)[number];

/** Time after which a program that continues has called the functions that it calls at every tick. */
const warmMs = 2000;

/**
Runs the program with its compiled code from the cache. If the cache has none, the code that was compiled is kept: after some
seconds, or at the end of a command.
*/
export function runCompiled({file, source, require}: Program, cache: CodeCache): void {
	// The number stands for what V8 compares: its version, its flags and the features of the processor.
	const compiler = `${process.version}-${process.arch}-${cachedDataVersionTag().toString(16)}`;
	const nameOf = (kind: Kind): string => `${MON_TUI_BUILD}-${compiler}-${kind}`;
	const {kind: keptKind, code} = findKept(kind => cache.read(nameOf(kind))) ?? {};
	const head = '(function (require, __filename) {';
	const script = new Script(`${head}${source}\n})`, {
		filename: file,
		columnOffset: -head.length,
		...(code && {cachedData: code}),
	});
	const keep = (kind: Kind): void => cache.write(nameOf(kind), () => script.createCachedData());
	const keepCommand = (): void => {
		if (keptKind === undefined) {
			keep('command');
		}
	};
	process.on('exit', keepCommand);
	const keepWarm = (): void => {
		process.off('exit', keepCommand);
		const kind = isatty(1) ? 'screen' : 'service';
		const isEnough = keptKind !== undefined && kinds.indexOf(keptKind) <= kinds.indexOf(kind);
		if (!isEnough || script.cachedDataRejected) {
			keep(kind);
		}
	};
	setTimeout(keepWarm, warmMs).unref();

	script.runInThisContext()(require, file);
}

function findKept(read: (kind: Kind) => Buffer | undefined): {readonly kind: Kind; readonly code: Buffer} | undefined {
	for (const kind of kinds) {
		const code = read(kind);
		if (code) {
			return {kind, code};
		}
	}

	return undefined;
}
