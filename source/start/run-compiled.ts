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

/** What the code was kept by. That of a screen serves commands, too; that of a command lacks the screen. */
type Kind = 'screen' | 'command';

type Kept = {readonly kind: Kind; readonly code: Buffer};

/** Time until a program that goes on has called all functions that it calls at every tick. */
const warmMs = 2000;

/**
Runs the program with the code that the cache has of it, and keeps what was compiled if the cache had none: after some seconds,
or at the end of a command.
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
