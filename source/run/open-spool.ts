import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {Config} from '../config/definition.js';
import {memoryFileName, openSpool, type Spool, type SpoolOptions} from '../delivery/memory/spool.js';
import {containerEngine} from '../metrics/linux/container.js';
import {listIfPresent, readIfPresent} from '../metrics/linux/if-present.js';
import {stateDirectory} from '../support/user-directories.js';

/** Opens the spool of the monitored machine; `undefined` for a user without a home directory. */
export async function openSpoolOf(
	config: Config,
	options: Pick<SpoolOptions, 'report' | 'yields'>,
): Promise<Spool | undefined> {
	const directory = spoolsOf(config);
	return directory === undefined
		? undefined
		: openSpool({directory: path.join(directory, machineName(config.root)), ...options});
}

/** Returns whether a spool of this machine or another one contains persisted alerts. */
export function hasPersistedAlerts(config: Config): boolean {
	const directory = spoolsOf(config);
	return (
		directory !== undefined &&
		listIfPresent(directory).some(name => existsSync(path.join(directory, name, memoryFileName)))
	);
}

/** Returns the directory of the spools, one for each monitored machine. */
function spoolsOf({alerts: {spool}}: Config): string | undefined {
	const state = stateDirectory(process.env);
	return spool ?? (state === undefined ? undefined : path.join(state, 'spool'));
}

/**
Returns a name for the monitored machine that stays the same after restarts and changes of the configuration: the machine ID
(machine-id(5)) below `root`, else the host name. A container has no permanent name, so its spool has a fixed one.
*/
export function machineName(root = ''): string {
	if (root === '' && process.platform === 'linux' && containerEngine('') !== undefined) {
		return 'container';
	}

	const identity =
		readIfPresent(`${root}/etc/machine-id`)?.trim() ||
		readIfPresent(`${root}/etc/hostname`)?.trim() ||
		(root === '' ? os.hostname() : root);
	return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}
