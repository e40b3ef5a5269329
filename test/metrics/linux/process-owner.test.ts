import assert from 'node:assert/strict';
import {chownSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, it} from 'node:test';
import {processOwners} from '../../../source/metrics/linux/process-owner.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const isRoot = process.getuid?.() === 0;

describe('processOwners', () => {
	it('is read again after half a minute, because a process can change its user', {
		skip: !isRoot && 'only root may give away',
	}, () => {
		using machine = fixtureMachine({'etc/passwd': 'root:x:0:0::/:/bin/sh\nweb:x:33:33::/:/bin/sh\n'});
		const owners = processOwners(machine);
		const directory = path.join(machine.root, 'proc/7');
		mkdirSync(directory, {recursive: true});

		const first = owners.ownerOf(7, undefined, 0);
		chownSync(directory, 33, 33);
		assert.equal(owners.userOf(owners.ownerOf(7, first, 29_000)), 'root');
		assert.equal(owners.userOf(owners.ownerOf(7, first, 30_000)), 'web');
	});

	it('has no user for an ended process', () => {
		using machine = fixtureMachine();
		const owners = processOwners(machine);
		assert.equal(owners.userOf(owners.ownerOf(7, undefined, 0)), undefined);
	});
});
