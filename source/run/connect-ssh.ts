import {closeSync, openSync} from 'node:fs';
import process from 'node:process';
import type {Config} from '../config/definition.js';
import type {Target} from '../config/options/connect.js';
import type {HostFeed} from '../remote/fleet/host-feed.js';
import {parseSshAddress} from '../remote/ssh/address.js';
import {connectFirst} from '../remote/ssh/connect-first.js';
import {sshFeed} from '../remote/ssh/ssh-feed.js';
import {readCollectors} from './collectors-file.js';
import {measureOverShell} from './measure-over-shell.js';

export type ConnectSshOptions = Pick<Config, 'intervalMs' | 'history'> & {
	readonly isAlwaysFull: boolean;
	readonly signal: AbortSignal;
};

/** The maximum time until a machine answers, when `ssh` asks nothing: a jump host doubles it. */
const connectTimeoutMs = 25_000;

/** Returns the name of a machine, by default its address. */
export function nameOf({name, url}: Target): string {
	return name ?? parseSshAddress(url).label;
}

/**
Connects to machines with `ssh`, which may ask questions in the terminal. Returns the function that returns the feed of a
machine.
*/
export async function connectSsh(
	targets: readonly Target[],
	{intervalMs, history, isAlwaysFull, signal}: ConnectSshOptions,
): Promise<(target: Target) => HostFeed> {
	const bundle = await readCollectors();
	const addresses = targets.map(({url}) => parseSshAddress(url));
	if (process.stderr.isTTY) {
		// A machine that does not answer would leave the terminal without a word.
		process.stderr.write(
			`mon-tui: connecting to ${addresses.map(({label}) => label).join(', ')}; press Ctrl-C to stop\n`,
		);
	}

	const attempts = await connectFirst(addresses, {hasTerminal: hasTerminal(), bundle, connectTimeoutMs, signal});
	return target =>
		sshFeed({
			address: parseSshAddress(target.url),
			name: nameOf(target),
			intervalMs,
			history,
			isAlwaysFull,
			first: attempts[targets.indexOf(target)],
			bundle,
			connectTimeoutMs,
			measureOverShell: shell => measureOverShell(shell, {intervalMs, history}),
		});
}

/** Returns whether this process has a terminal, which `ssh` opens by itself: input and output may be pipes. */
function hasTerminal(): boolean {
	try {
		closeSync(openSync('/dev/tty', 'r'));
		return true;
	} catch {
		return false;
	}
}
