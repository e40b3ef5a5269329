import {readFile, readlink} from 'node:fs/promises';
import os from 'node:os';
import process from 'node:process';
import {accepted, flag, number, object, optional, parsedJson, text} from '../reader.js';
import {isListening} from './liveness-socket.js';
import {isAlive, processMark} from './process-mark.js';

/** The owner of a lock, as written in its file. */
export type LockOwner = {
	readonly host: string;
	readonly pid: number;
	/** Boot id of the kernel: `/proc/sys/kernel/random/boot_id`. Linux only. */
	readonly boot?: string | undefined;
	/** PID namespace of `mark`: `/proc/self/ns/pid`. */
	readonly namespace?: string | undefined;
	/** Identity of the process; see `processMark`. */
	readonly mark?: string | undefined;
	/** File name of its liveness socket, beside the lock. */
	readonly socket?: string | undefined;
	/** Whether it leaves the directory to a process that does not yield. */
	readonly yields?: boolean | undefined;
	readonly id: string;
};

/** Returns the description of this process. */
export async function ownerHere(
	id: string,
	{socket, yields}: Pick<LockOwner, 'socket' | 'yields'> = {},
): Promise<LockOwner> {
	const [boot, namespace, mark] = await Promise.all([bootId(), pidNamespace(), processMark(process.pid)]);
	return {host: os.hostname(), pid: process.pid, boot, namespace, mark, socket, yields, id};
}

/** Parses a lock file. Returns `undefined` for other content. */
export function parseLockOwner(content: string): LockOwner | undefined {
	return accepted(aLockOwner, parsedJson(content));
}

const aLockOwner = object<LockOwner>({
	host: text,
	pid: number,
	boot: optional(text),
	namespace: optional(text),
	mark: optional(text),
	socket: optional(text),
	yields: optional(flag),
	id: text,
});

/**
Returns whether the owner has ended. `undefined` when unknown, for example on another machine that shares the directory.
*/
export async function isGone(owner: LockOwner, directory: string, renewedMs: number): Promise<boolean | undefined> {
	const boot = await bootId();
	if (owner.boot !== boot) {
		// The owner is from an earlier boot: it would have renewed its lock since.
		return owner.host === os.hostname() && renewedMs < Date.now() - os.uptime() * 1000 ? true : undefined;
	}

	if (owner.socket !== undefined && isSocketName(owner.socket)) {
		const isLiving = await isListening(directory, owner.socket);
		return isLiving === undefined ? undefined : !isLiving;
	}

	const isHere = owner.mark !== undefined && owner.host === os.hostname() && owner.namespace === (await pidNamespace());
	return isHere ? !(await isAlive(owner.mark)) : undefined;
}

/**
Returns whether a name is a valid socket name. The file may have been edited, and must not name another directory.
*/
export function isSocketName(name: string): boolean {
	return /^\.mon-tui\.[\da-f]+\.sock$/.test(name);
}

/** Returns the display name of an owner: `process 4711 on web-01`. */
export function ownerName({pid, host}: LockOwner): string {
	return `process ${pid} on ${host}`;
}

async function bootId(): Promise<string | undefined> {
	return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
		content => content.trim(),
		() => undefined,
	);
}

async function pidNamespace(): Promise<string | undefined> {
	return readlink('/proc/self/ns/pid').catch(() => undefined);
}
