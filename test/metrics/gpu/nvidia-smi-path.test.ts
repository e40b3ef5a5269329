import assert from 'node:assert/strict';
import {chmodSync} from 'node:fs';
import {test} from 'node:test';
import {findNvidiaSmi, nvidiaSmiPlaces} from '../../../source/metrics/gpu/nvidia-smi-path.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

test('The first program of that name on the PATH is used', () => {
	using machine = fixtureMachine({
		'first/nvidia-smi': 'not executable',
		'second/nvidia-smi/folder': '',
		'third/nvidia-smi': '#!/bin/sh\n',
		'fourth/nvidia-smi': '#!/bin/sh\n',
	});
	chmodSync(`${machine.root}/third/nvidia-smi`, 0o755);
	chmodSync(`${machine.root}/fourth/nvidia-smi`, 0o755);
	const PATH = ['first', 'second', 'missing', 'third', 'fourth'].map(folder => `${machine.root}/${folder}`).join(':');
	assert.equal(findNvidiaSmi({PATH}, 'linux'), `${machine.root}/third/nvidia-smi`);
});

test('The current directory is not searched, the path of the subsystem for Linux is', () => {
	assert.deepEqual(nvidiaSmiPlaces({PATH: ':.:bin:/usr/bin'}, 'linux'), [
		'/usr/bin/nvidia-smi',
		'/usr/lib/wsl/lib/nvidia-smi',
	]);
	assert.deepEqual(nvidiaSmiPlaces({}, 'linux'), ['/usr/lib/wsl/lib/nvidia-smi']);
});

test('On Windows the system directories are searched after the PATH', () => {
	assert.deepEqual(
		nvidiaSmiPlaces({PATH: 'D:\\tools;;.', WINDIR: 'D:\\Windows', ProgramFiles: 'D:\\Programs'}, 'win32'),
		[
			'D:\\tools\\nvidia-smi.exe',
			'D:\\Windows\\System32\\nvidia-smi.exe',
			'D:\\Programs\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe',
		],
	);
});
