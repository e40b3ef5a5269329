import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {spaceFromSizes, spaceFromStatFs} from '../../../source/metrics/linux/disk-space.js';
import {known} from '../../../source/metrics/reading.js';

/** 1000 blocks: 600 used, 300 free to everybody, 100 kept for root; 1000 inodes, 250 of them used. */
const stat = {bsize: 4096, blocks: 1000, bfree: 400, bavail: 300, files: 1000, ffree: 750};

describe('the space of a file system', () => {
	it('is computed as in df: blocks reserved for root are neither used nor free', () => {
		assert.deepEqual(spaceFromStatFs(stat), {
			state: 'ok',
			value: {
				totalBytes: 4_096_000,
				usedBytes: 2_457_600,
				freeBytes: 1_228_800,
				usedPercent: (600 / 900) * 100,
				inodes: {total: 1000, free: 750, usedPercent: 25},
			},
		});
	});

	it('is counted in fragments if their size is known', () => {
		assert.equal(known(spaceFromStatFs({...stat, bsize: 65_536, frsize: 4096}))?.totalBytes, 4_096_000);
	});

	it('has no inodes where their number is not fixed (btrfs, FAT)', () => {
		assert.equal(known(spaceFromStatFs({...stat, files: 0, ffree: 0}))?.inodes, undefined);
	});

	it('is 100 % without free blocks', () => {
		assert.equal(known(spaceFromStatFs({...stat, bfree: 100, bavail: 0}))?.usedPercent, 100);
	});

	it('is 0 % without used blocks', () => {
		assert.equal(known(spaceFromStatFs({...stat, bfree: 1000, bavail: 900}))?.usedPercent, 0);
	});

	for (const [title, odd] of [
		['more blocks free than there are', {...stat, bfree: 1001}],
		['more blocks available than there are', {...stat, bavail: 1001}],
		['a size beyond what can be counted', {...stat, blocks: 2 ** 62, bfree: 2 ** 61, bavail: 2 ** 60}],
		['free blocks below nothing, as unsigned', {...stat, bavail: 2 ** 64 - 1}],
	] as const) {
		it(`is unknown with its reason, not 0 or 100 %, with ${title}`, () => {
			const space = spaceFromStatFs(odd);
			assert.equal(space.state, 'error');
			assert.match(space.reason ?? '', /reports impossible values/);
		});
	}

	it('has no inodes with impossible numbers', () => {
		assert.equal(known(spaceFromStatFs({...stat, ffree: 1001}))?.inodes, undefined);
		assert.equal(known(spaceFromStatFs({...stat, files: 2 ** 64, ffree: 2 ** 63}))?.inodes, undefined);
		assert.equal(known(spaceFromStatFs({...stat, ffree: 1001}))?.totalBytes, 4_096_000);
	});

	it('is unsupported without blocks', () => {
		assert.equal(spaceFromStatFs({...stat, blocks: 0, bfree: 0, bavail: 0}).state, 'unsupported');
		assert.equal(spaceFromSizes({totalBytes: 0, usedBytes: 0, freeBytes: 0}).state, 'unsupported');
	});
});
