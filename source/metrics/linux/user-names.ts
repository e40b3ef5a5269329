import type {Machine} from '../collector.js';
import {readIfPresent} from './if-present.js';
import {parsePasswd} from './procfs/passwd.js';

/** A cache of user names. */
export type UserNames = {
	/** Returns the name of a user, or the user id if it has no name, as in `ps`. */
	nameOf(uid: number): string;
};

const rereadAfterMs = 60_000;

/**
Returns a cache of the names in `/etc/passwd`. The name service is not used, because it could query a directory server.
The file is read once, and again for an unknown user id, at most once a minute.
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
