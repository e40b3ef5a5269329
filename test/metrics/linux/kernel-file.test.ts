import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {existsSync, readFileSync, readSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {kernelFile, type ReadAt} from '../../../source/metrics/linux/kernel-file.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

/** Reads like the kernel's multi-record files: at most `limit` bytes at a time, whatever the buffer. */
function chunked(limit: number): ReadAt {
	return (fd, buffer, offset, length, position) => readSync(fd, buffer, offset, Math.min(length, limit), position);
}

/** 1000 numbered lines, 20 kilobytes: more than a page and more than a first buffer. */
const manyLines = Array.from({length: 1000}, (_, index) => `line ${String(index).padStart(14, '0')}\n`).join('');

const readers: ReadonlyArray<{title: string; readAt: ReadAt}> = [
	{title: 'in one go', readAt: readSync},
	{title: 'a page at a time', readAt: chunked(4096)},
	{title: 'less than a page at a time, as records end', readAt: chunked(4071)},
];

for (const {title, readAt} of readers) {
	test(`a long file is read completely when the kernel returns it ${title}`, () => {
		using machine = fixtureMachine({'proc/net/dev': manyLines});
		using file = kernelFile(`${machine.root}/proc/net/dev`, {readAt});
		assert.equal(file.readText(), manyLines);
	});
}

/** Reads like the kernel's multi-record files with a page of 4096 bytes: whole lines only. */
const byLines: ReadAt = (fd, buffer, offset, length, position) => {
	const count = readSync(fd, buffer, offset, Math.min(length, 4096), position);
	const lines = buffer.subarray(offset, offset + count);
	return count < 4096 ? count : lines.lastIndexOf('\n') + 1;
};

/** Counts the reads. */
function counted(readAt: ReadAt): {reads: number; readonly readAt: ReadAt} {
	const counter = {
		reads: 0,
		readAt(fd: number, buffer: Buffer, offset: number, bytes: number, position: number) {
			counter.reads += 1;
			return readAt(fd, buffer, offset, bytes, position);
		},
	};
	return counter;
}

test('a file of short records is read at once, and one with long records until nothing is left', () => {
	const short = 'one\ntwo\n';
	const path = (root: string): string => `${root}/proc/self/mountinfo`;
	using machine = fixtureMachine({'proc/self/mountinfo': short});
	const once = counted(byLines);
	using file = kernelFile(path(machine.root), {readAt: once.readAt});
	assert.equal(file.readText(), short);
	assert.equal(once.reads, 1);

	// The second line does not fit into the page of the first one.
	const long = `short\n${'/lower'.repeat(682)}\nshort\n`;
	machine.write('proc/self/mountinfo', long);
	using mounts = kernelFile(path(machine.root), {readAt: byLines, hasLongRecords: true});
	assert.equal(mounts.readText(), long);
});

for (const length of [2047, 2048, 2049, 4095, 4096, 4097]) {
	test(`a file of ${length} bytes in short lines is read completely`, () => {
		const content = `${'a line of 16 by\n'.repeat(Math.floor(length / 16))}${'x'.repeat(length % 16)}`;
		using machine = fixtureMachine({'proc/net/dev': content});
		using file = kernelFile(`${machine.root}/proc/net/dev`, {readAt: byLines});
		assert.equal(file.readText(), content);
	});
}

const ofThisMachine = [
	'stat',
	'meminfo',
	'loadavg',
	'vmstat',
	'diskstats',
	'net/dev',
	'net/snmp',
	'net/netstat',
	'net/sockstat',
]
	.map(name => `/proc/${name}`)
	.filter(file => existsSync(file));

test('each file of this machine has as many lines as when it is read to its end', {
	skip: process.platform !== 'linux',
}, () => {
	assert.ok(ofThisMachine.length > 0);
	for (const name of ofThisMachine) {
		using file = kernelFile(name);
		const lines = (text: string): number => text.split('\n').length;
		assert.equal(lines(file.readText()), lines(readFileSync(name, 'latin1')), name);
	}
});

test('each reading is current: shorter, longer and empty content', () => {
	using machine = fixtureMachine({'proc/stat': 'first\n'});
	using file = kernelFile(`${machine.root}/proc/stat`);
	assert.equal(file.readText(), 'first\n');
	for (const content of ['2\n', manyLines, 'short again\n', '', 'x'.repeat(8192), 'x'.repeat(8193)]) {
		machine.write('proc/stat', content);
		assert.equal(file.readText(), content);
	}
});

test('the file is kept open: a deleted file is readable until an error', () => {
	using machine = fixtureMachine({'sys/value': '1\n'});
	using file = kernelFile(path.join(machine.root, 'sys/value'));
	assert.equal(file.readText(), '1\n');
	machine.remove('sys/value');
	assert.equal(file.readText(), '1\n');
});

test('after an error the file is reopened: an attached device is found again', () => {
	using machine = fixtureMachine({'sys/value': 'before\n'});
	const where = path.join(machine.root, 'sys/value');
	let isUnplugged = false;
	using file = kernelFile(where, {
		readAt(fd, buffer, offset, length, position) {
			if (isUnplugged) {
				throw Object.assign(new Error('ENODEV: no such device, read'), {code: 'ENODEV'});
			}

			return readSync(fd, buffer, offset, length, position);
		},
	});
	assert.equal(file.readText(), 'before\n');

	isUnplugged = true;
	assert.throws(() => file.readText(), {code: 'ENODEV'});
	rmSync(where);
	isUnplugged = false;
	assert.throws(() => file.readText(), {code: 'ENOENT'});
	writeFileSync(where, 'after\n');
	assert.equal(file.readText(), 'after\n');
});

test('a file that is created later is found', () => {
	using machine = fixtureMachine();
	using file = kernelFile(`${machine.root}/late`);
	assert.throws(() => file.readText(), {code: 'ENOENT'});
	machine.write('late', 'here\n');
	assert.equal(file.readText(), 'here\n');
});

test('bytes are those of the file, and disposing twice is allowed', () => {
	using machine = fixtureMachine({bytes: 'caf\u00e9'});
	const file = kernelFile(`${machine.root}/bytes`);
	assert.deepEqual(Buffer.from(file.readBytes()), Buffer.from('caf\u00e9', 'utf8'));
	file[Symbol.dispose]();
	file[Symbol.dispose]();
});
