import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import type {Machine} from '../collector.js';
import type {Environment, EnvironmentVariable} from '../model/process-details.js';

const maxBytes = 128 * 1024;
const maxVariables = 1000;

/**
Reads the environment with which a process started: the names of its variables and, with `values`, their values. Values
often are secrets: they may be shown to the user who requests them, but they are never logged, recorded or sent. Returns
`undefined` without permission.
*/
export function processEnvironment(
	machine: Machine,
	pid: number,
	{values}: {values: boolean},
): Environment | undefined {
	const buffer = Buffer.alloc(maxBytes + 1);
	let length: number;
	try {
		length = readStart(`${machine.root}/proc/${pid}/environ`, buffer);
	} catch {
		return undefined;
	}

	const entries = buffer
		.toString('utf8', 0, Math.min(length, maxBytes))
		.split('\0')
		.filter(entry => entry !== '');
	return {
		variables: entries.slice(0, maxVariables).map(entry => variableOf(entry, values)),
		isTruncated: length > maxBytes || entries.length > maxVariables,
	};
}

/** A program may overwrite its environment. All of an entry without a name may be a secret. */
function variableOf(entry: string, withValue: boolean): EnvironmentVariable {
	const equals = entry.indexOf('=');
	return equals > 0
		? {name: entry.slice(0, equals), value: withValue ? entry.slice(equals + 1) : undefined}
		: {name: withValue ? entry : '?', value: undefined};
}

/** Reads until the buffer is full or the file ends. The kernel returns at most one page at a time. */
function readStart(path: string, buffer: Buffer): number {
	const fd = openSync(path, 'r');
	try {
		let length = 0;
		while (length < buffer.length) {
			const count = readSync(fd, buffer, length, buffer.length - length, null);
			if (count === 0) {
				break;
			}

			length += count;
		}

		return length;
	} finally {
		closeSync(fd);
	}
}
