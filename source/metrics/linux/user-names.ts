import type {Machine} from '../collector.js';
import {readIfPresent} from './if-present.js';
import {parsePasswd} from './procfs/passwd.js';

/** The names of users, for as long as the process runs. */
export type UserNames = {
	/** The name, or the number where there is no name, as `ps` has it. */
	nameOf(uid: number): string;
};

const rereadAfterMs = 60_000;

/**
From `/etc/passwd` alone: asking the name service could mean asking a directory server. Read once, and again when a number
turns up that has no name, but at most once a minute.
*/
export function userNames(machine: Machine): UserNames {
	const path = `${machine.root}/etc/passwd`;
	let names: ReadonlyMap<number, string> = new Map();
	let readMs: number | undefined;

	return {
		nameOf(uid) {
			if (!names.has(uid)) {
				const nowMs = machine.monotonicMs();
				if (readMs === undefined || nowMs - readMs >= rereadAfterMs) {
					readMs = nowMs;
					names = parsePasswd(readIfPresent(path) ?? '');
				}
			}

			return names.get(uid) ?? String(uid);
		},
	};
}
