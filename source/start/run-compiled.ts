import process from 'node:process';
import {isatty} from 'node:tty';
import {Script} from 'node:vm';
import type {CodeCache} from './code-cache.js';

/** Replaced by the bundler with a digest of the program. */
declare const MON_TUI_BUILD: string;

/** A program that is a CommonJS module. */
type Program = {
	/** The file that stacks name. */
	readonly file: string;
	/** ASCII text. */
	readonly source: string;
	readonly require: NodeJS.Require;
};

/** What kept the code. The code of a screen is also used for commands; the code of a command lacks the screen. */
type Kind = 'screen' | 'command';

type Kept = {readonly kind: Kind; readonly code: Buffer};

/** Time after which a program that continues has called the functions that it calls at every tick. */
const warmMs = 2000;

/**
Runs the program with its compiled code from the cache. If the cache has none, the code that was compiled is kept: after some
seconds, or at the end of a command.
*/
export function runCompiled({file, source, require}: Program, cache: CodeCache): void {
	const nameOf = (kind: Kind): string => `${MON_TUI_BUILD}-${process.version}-${process.arch}-${kind}`;
	const read = (kind: Kind): Kept | undefined => {
		const code = cache.read(nameOf(kind));
		return code && {kind, code};
	};
	const kept = read('screen') ?? read('command');
	const head = '(function (require, __filename) {';
	const script = new Script(`${head}${source}\n})`, {
		filename: file,
		columnOffset: -head.length,
		...(kept && {cachedData: kept.code}),
	});
	const keep = (kind: Kind): void => cache.write(nameOf(kind), () => script.createCachedData());
	const keepCommand = (): void => {
		if (!kept) {
			keep('command');
		}
	};
	process.on('exit', keepCommand);
	const keepWarm = (): void => {
		process.off('exit', keepCommand);
		const kind = isatty(1) ? 'screen' : 'command';
		const isEnough = kept !== undefined && (kept.kind === kind || kept.kind === 'screen');
		if (!isEnough || script.cachedDataRejected) {
			keep(kind);
		}
	};
	setTimeout(keepWarm, warmMs).unref();

	script.runInThisContext()(require, file);
}
