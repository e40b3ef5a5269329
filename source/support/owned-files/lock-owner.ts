import {readFile, readlink} from 'node:fs/promises';
import os from 'node:os';
import process from 'node:process';
import {accepted, flag, number, object, optional, parsedJson, text} from '../reader.js';
import {isListening} from './liveness-socket.js';
import {isAlive, processMark} from './process-mark.js';

/** Who has a lock, as its file says. */
export type LockOwner = {
	readonly host: string;
	readonly pid: number;
	/** The running kernel: `/proc/sys/kernel/random/boot_id`. Absent on other systems than Linux. */
	readonly boot?: string | undefined;
	/** The PID namespace in which `mark` means something: `/proc/self/ns/pid`. */
	readonly namespace?: string | undefined;
	/** See `processMark`. */
	readonly mark?: string | undefined;
	/** File name of its liveness socket, beside the lock. */
	readonly socket?: string | undefined;
	/** It leaves the directory to a process that needs it more. */
	readonly yields?: boolean | undefined;
	readonly id: string;
};

/** What this process says of itself. */
export async function ownerHere(
	id: string,
	{socket, yields}: Pick<LockOwner, 'socket' | 'yields'> = {},
): Promise<LockOwner> {
	const [boot, namespace, mark] = await Promise.all([bootId(), pidNamespace(), processMark(process.pid)]);
	return {host: os.hostname(), pid: process.pid, boot, namespace, mark, socket, yields, id};
}

/** `undefined` for what is no lock of this program. */
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

/** Whether the owner has ended. `undefined`: that cannot be told, as of another machine that shares the directory. */
export async function isGone(owner: LockOwner, directory: string, renewedMs: number): Promise<boolean | undefined> {
	const boot = await bootId();
	if (owner.boot !== boot) {
		// Of a kernel that ran before this one: it would have renewed its lock since.
		return owner.host === os.hostname() && renewedMs < Date.now() - os.uptime() * 1000 ? true : undefined;
	}

	if (owner.socket !== undefined && isSocketName(owner.socket)) {
		const isLiving = await isListening(directory, owner.socket);
		return isLiving === undefined ? undefined : !isLiving;
	}

	const isHere = owner.mark !== undefined && owner.host === os.hostname() && owner.namespace === (await pidNamespace());
	return isHere ? !(await isAlive(owner.mark)) : undefined;
}

/** A file may be edited by anyone who can write there: it names no other place. */
export function isSocketName(name: string): boolean {
	return /^\.mon-tui\.[\da-f]+\.sock$/.test(name);
}

/** `process 4711 on web-01`. */
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
