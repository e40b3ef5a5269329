import {statSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {userNames} from './user-names.js';

/** The owner of a process at the time of reading. */
export type Owner = {readonly uid: number | undefined; readonly askedMs: number};

/** A reader of process owners. */
export type ProcessOwners = {
	/** Returns the owner. `before` is reused for a while, because setuid(2) is rare. */
	ownerOf(pid: number, before: Owner | undefined, nowMs: number): Owner;
	userOf(owner: Owner): string | undefined;
};

const askAgainAfterMs = 30_000;

/** Returns a reader of the owner of `/proc/[pid]`: the effective user, or root for a process that is not dumpable. */
export function processOwners(machine: Machine): ProcessOwners {
	const names = userNames(machine);

	return {
		ownerOf(pid, before, nowMs) {
			return before !== undefined && nowMs - before.askedMs < askAgainAfterMs
				? before
				: {uid: machine.uidOf ? machine.uidOf(pid) : uidOf(`${machine.root}/proc/${pid}`), askedMs: nowMs};
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
