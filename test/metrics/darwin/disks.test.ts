import assert from 'node:assert/strict';
import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Collector} from '../../../source/metrics/collector.js';
import {disksCollector} from '../../../source/metrics/darwin/disks.js';
import {parseMount} from '../../../source/metrics/darwin/mount.js';
import type {Disk} from '../../../source/metrics/snapshot.js';
import {clockedMachine, signal} from '../by-hand.js';
import {recorded} from './recorded.js';

const apfs = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s6 on /System/Volumes/VM (apfs, local, noexec, journaled, noatime, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
/dev/disk4s2 on /Volumes/My Disk (old) (hfs, local, nodev, nosuid, journaled, noowners)
//ada@nas._smb._tcp.local/media on /Volumes/media (smbfs, nodev, nosuid, mounted by ada)
`;

describe('parseMount', () => {
	it('reads source, path, file system and flags', () => {
		const mounts = parseMount(apfs);
		assert.equal(mounts.length, 7);
		assert.deepEqual(mounts[0], {
			source: '/dev/disk3s1s1',
			path: '/',
			fileSystem: 'apfs',
			isReadOnly: true,
			isHidden: false,
		});
		assert.deepEqual(mounts[4], {
			source: 'map auto_home',
			path: '/System/Volumes/Data/home',
			fileSystem: 'autofs',
			isReadOnly: false,
			isHidden: true,
		});
	});

	it('reads a path with spaces and brackets', () => {
		assert.deepEqual(parseMount(apfs).map(({path, fileSystem}) => [path, fileSystem])[5], [
			'/Volumes/My Disk (old)',
			'hfs',
		]);
	});

	it('skips a truncated line', () => {
		assert.equal(parseMount(apfs.slice(0, apfs.indexOf('smbfs') + 5)).length, 6);
	});

	for (const text of ['', 'mount: not permitted\n']) {
		it(`rejects "${text.trim()}"`, () => assert.throws(() => parseMount(text), /mount: no "source on \/path/));
	}
});

describe('disksCollector of macOS', {timeout: 60_000}, () => {
	let directory: string;
	let df: string;

	before(async () => {
		directory = await mkdtemp(join(tmpdir(), 'mon-tui-darwin-disks-'));
		df = join(directory, 'df');
		// Called as `df -kP -- path`.
		await writeFile(
			df,
			`#!/bin/sh
echo "Filesystem     1024-blocks      Used Available Capacity  Mounted on"
case "$3" in
/) echo "/dev/disk3s1s1   971350180  10000000 400000000     3%    /";;
/System/Volumes/Data | /Users/ada) echo "/dev/disk3s5     971350180 250000000 750000000    25%    /System/Volumes/Data";;
"/Volumes/My Disk (old)") echo "/dev/disk4s2       1000       500       500    50%    /Volumes/My Disk (old)";;
*) exec sleep 600;;
esac
`,
		);
		await chmod(df, 0o755);
	});

	after(async () => {
		await rm(directory, {recursive: true, force: true});
	});

	/** Collects until no answer is pending. */
	async function settled(collector: Collector<'disks'>): Promise<readonly Disk[]> {
		for (;;) {
			const disks = await collector.collect(signal);
			if (disks?.every(({space}) => space.state !== 'pending')) {
				return disks;
			}

			await sleep(20);
		}
	}

	it('lists the visible volumes; a dead server has no usage and does not affect the others', async () => {
		const options = {cadenceMs: 10_000, paths: [], dfPath: df, dfTimeoutMs: 3000};
		const collector = disksCollector(clockedMachine(), options, recorded(apfs));
		const disks = await settled(collector);
		collector[Symbol.dispose]?.();
		assert.deepEqual(
			disks.map(({path, source, fileSystem, isReadOnly, space}) => [
				path,
				source,
				fileSystem,
				isReadOnly,
				space.state === 'ok' ? space.value.usedPercent : space.state,
			]),
			[
				['/', '/dev/disk3s1s1', 'apfs', true, (100 * 10) / 410],
				['/System/Volumes/Data', '/dev/disk3s5', 'apfs', false, 25],
				['/Volumes/My Disk (old)', '/dev/disk4s2', 'hfs', false, 50],
				['/Volumes/media', '//ada@nas._smb._tcp.local/media', 'smbfs', false, 'timeout'],
			],
		);
	});

	it('finds the volume of a configured path', async () => {
		const options = {cadenceMs: 10_000, paths: ['/Users/ada'], dfPath: df};
		const collector = disksCollector(clockedMachine(), options, recorded(apfs));
		const [disk, ...others] = await settled(collector);
		assert.deepEqual([disk?.path, disk?.source, disk?.fileSystem], ['/Users/ada', '/dev/disk3s5', 'apfs']);
		assert.deepEqual(others, []);
	});

	it('is pending until the first result', async () => {
		const options = {cadenceMs: 10_000, paths: ['/'], dfPath: df};
		const collector = disksCollector(clockedMachine(), options, recorded(apfs));
		assert.equal(await collector.collect(signal), undefined);
		assert.equal((await settled(collector)).length, 1);
	});

	it('removes an ejected volume', async () => {
		const withDisk = apfs
			.split('\n')
			.filter(line => !line.includes('media'))
			.join('\n');
		const without = withDisk
			.split('\n')
			.filter(line => !line.includes('My Disk'))
			.join('\n');
		const options = {cadenceMs: 10_000, paths: [], dfPath: df};
		const mount = recorded(withDisk, without);
		const collector = disksCollector(clockedMachine(), options, mount);
		await collector.collect(signal);
		assert.deepEqual(
			(await settled(collector)).map(({path}) => path),
			['/', '/System/Volumes/Data'],
		);
	});
});
