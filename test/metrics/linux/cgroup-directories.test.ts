import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {cgroupDirectories} from '../../../source/metrics/linux/cgroup-directories.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

/** The tree that can be seen: groups /a and /a/b below the mount point. */
const files = {'cg/a/b/cpu.stat': ''};

describe('cgroupDirectories', () => {
	const rows: ReadonlyArray<readonly [row: string, mountRoot: string, path: string, expected: readonly string[]]> = [
		['the group and its parents, nearest first', '/', '/a/b', ['/cg/a/b', '/cg/a', '/cg']],
		['the mount point for the root group', '/', '/', ['/cg']],
		['the mount point where the host path leads nowhere, in a name space of its own', '/', '/docker/0123', ['/cg']],
		['the mount point where only the own group is mounted', '/docker/0123', '/docker/0123', ['/cg']],
		['a group below the one that is mounted', '/docker/0123', '/docker/0123/a', ['/cg/a', '/cg']],
		['no group of a like-named sibling', '/docker', '/docker2/a', ['/cg']],
		['nothing above the mount point, for a process outside of the name space', '/', '/../a', ['/cg']],
	];
	for (const [row, root, path, expected] of rows) {
		it(`finds ${row}`, () => {
			using machine = fixtureMachine(files);
			const mount = {
				id: 30,
				parentId: 1,
				pathBytes: undefined,
				deviceNumber: '0:30',
				root,
				path: '/cg',
				isReadOnly: false,
				isMountReadOnly: false,
				hasFailed: false,
				fileSystem: 'cgroup2',
				source: 'cgroup',
			};
			assert.deepEqual(
				cgroupDirectories(machine.root, mount, path),
				expected.map(directory => `${machine.root}${directory}`),
			);
		});
	}
});
