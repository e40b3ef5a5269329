import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export type Architecture = 'x64' | 'arm64';

/** What a package is made of, and what it is called. */
export type Release = {
	readonly version: string;
	/** Counts the packages of one version, from 1. */
	readonly revision: number;
	readonly arch: Architecture;
	/** The program in one file. */
	readonly executable: string;
	/** The time of every file, so that the same input gives the same package. */
	readonly seconds: number;
	/** Compress as much as a download deserves, or as little as a test needs. */
	readonly compression: 'full' | 'none';
};

const description: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
export const {version, homepage} = description as Readonly<Record<'version' | 'homepage', string>>;

export const summary = 'system monitor for the terminal, with alerts and a server';
export const packageText = `mon-tui shows processor, memory, disks, network and processes, says what is
wrong with a machine and who causes it, sends alerts, serves browsers,
programs and Prometheus, and replays what it recorded.

The package contains Node.js. The installation neither starts nor enables the
service mon-tui.service.`;

/** Returns the time of a release in seconds: `SOURCE_DATE_EPOCH`, or that of the latest commit. */
export function releaseSeconds(): number {
	const text =
		process.env.SOURCE_DATE_EPOCH ??
		execFileSync('git', ['log', '-1', '--format=%ct'], {cwd: root, encoding: 'utf8'}).trim();
	if (!/^\d+$/.test(text)) {
		throw new Error(`SOURCE_DATE_EPOCH must be a number of seconds, found ${text}`);
	}

	return Number(text);
}
