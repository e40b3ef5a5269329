import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nameAndArguments} from '../../../source/ui/processes/command.js';
import {formatCpuTime} from '../../../source/ui/processes/cpu-time.js';

for (const [name, commandLine, expected] of [
	['postgres', '/usr/lib/postgresql/15/bin/postgres -D /var/lib', ['postgres', ' -D /var/lib']],
	['systemd-journal', '/lib/systemd/systemd-journald', ['systemd-journald', '']],
	['MainThread', 'node server.js', ['MainThread', ' node server.js']],
	['npm ci', 'npm ci', ['npm ci', '']],
	['npm run test:ru', 'npm run test:run --silent', ['npm run test:run', ' --silent']],
	['nginx', 'nginx: worker process', ['nginx:', ' worker process']],
] as const) {
	test(`${name}, started as ${commandLine}, is shown once`, () => {
		assert.deepEqual(nameAndArguments(name, commandLine), expected);
	});
}

for (const [seconds, expected] of [
	[undefined, '--'],
	[0.07, '0:00.07'],
	[754.5, '12:34.50'],
	[3661, '01:01:01'],
] as const) {
	test(`${seconds} s of CPU time are ${expected}`, () => {
		assert.equal(formatCpuTime(seconds), expected);
	});
}
