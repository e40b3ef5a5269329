import {statSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {userNames} from './user-names.js';

/** Who owns a process, as of some moment. */
export type Owner = {readonly uid: number | undefined; readonly askedMs: number};

export type ProcessOwners = {
	/** `before` stands until it is old: setuid(2) happens, but not often. */
	ownerOf(pid: number, before: Owner | undefined, nowMs: number): Owner;
	userOf(owner: Owner): string | undefined;
};

const askAgainAfterMs = 30_000;

/** The owner is that of the directory `/proc/[pid]`: the effective user, or root for a process that may not be dumped. */
export function processOwners(machine: Machine): ProcessOwners {
	const names = userNames(machine);

	return {
		ownerOf(pid, before, nowMs) {
			return before !== undefined && nowMs - before.askedMs < askAgainAfterMs
				? before
				: {uid: uidOf(`${machine.root}/proc/${pid}`), askedMs: nowMs};
		},
		userOf: ({uid}) => (uid === undefined ? undefined : names.nameOf(uid)),
	};
}

function uidOf(path: string): number | undefined {
	try {
		return statSync(path).uid;
	} catch {
		return undefined;
	}
}
