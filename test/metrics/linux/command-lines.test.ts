import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {commandLines, readCommandLine} from '../../../source/metrics/linux/command-lines.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

describe('readCommandLine', () => {
	const rows: ReadonlyArray<readonly [row: string, raw: string, expected: string | undefined]> = [
		['arguments, joined by spaces', 'node\0--flag\0two words\0', 'node --flag two words'],
		['an empty argument in the middle', 'grep\0\0file\0', 'grep  file'],
		['a title written over the arguments', 'postgres: writer process\0\0\0\0\0\0', 'postgres: writer process'],
		['a title without an end', 'nginx: master process', 'nginx: master process'],
		['control characters, as they are', 'sh\0-c\0printf "\u001B[31m\n"\0', 'sh -c printf "\u001B[31m\n"'],
		['nothing of a kernel thread', '', undefined],
		['nothing but ends', '\0\0', undefined],
		['no more than 4 KiB', 'x'.repeat(10_000), 'x'.repeat(4096)],
	];
	for (const [row, raw, expected] of rows) {
		it(`reads ${row}`, () => {
			using machine = fixtureMachine({'proc/7/cmdline': raw});
			assert.equal(readCommandLine(machine, 7), expected);
		});
	}

	it('has no command line of an ended process', () => {
		using machine = fixtureMachine();
		assert.equal(readCommandLine(machine, 7), undefined);
	});
});

describe('commandLines', () => {
	const shell = {pid: 7, startedAtMs: 1000, name: 'sh'};

	it('reads once, and again when the process executes another program or the pid is reused', () => {
		using machine = fixtureMachine({'proc/7/cmdline': 'sh\0'});
		const lines = commandLines(machine);
		assert.equal(lines.of(shell), 'sh');

		machine.write('proc/7/cmdline', 'node\0server\0');
		assert.equal(lines.of(shell), 'sh');
		assert.equal(lines.of({...shell, name: 'node'}), 'node server');

		machine.write('proc/7/cmdline', 'sh\0-l\0');
		assert.equal(lines.of({...shell, startedAtMs: 2000}), 'sh -l');
	});

	it('removes the least recently used entries', () => {
		using machine = fixtureMachine({'proc/7/cmdline': 'old\0'});
		const lines = commandLines(machine);
		const askForOthers = (count: number): void => {
			for (let startedAtMs = 1; startedAtMs <= count; startedAtMs++) {
				lines.of({pid: 8, startedAtMs, name: 'other'});
			}
		};

		lines.of(shell);
		machine.write('proc/7/cmdline', 'new\0');
		askForOthers(999);
		assert.equal(lines.of(shell), 'old');
		askForOthers(1000);
		assert.equal(lines.of(shell), 'new');
	});
});
