import assert from 'node:assert/strict';
import test from 'node:test';
import {definition} from '../../../source/config/definition.js';
import {helpText} from '../../../source/config/help/help-text.js';
import {leavesOf} from '../../../source/config/model/section.js';
import {commands} from '../../../source/config/options/commands.js';
import {readEnvironment} from '../../../source/config/sources/environment.js';

const help = helpText('1.2.3');
const lines = help.split('\n');

for (const {leaf} of [...leavesOf(definition), ...leavesOf(commands)]) {
	const {flag, switches} = leaf;
	if (flag) {
		test(`--${flag.name} is in the help with its description and default`, () => {
			const start = flag.short === undefined ? '      ' : `  -${flag.short}, `;
			const index = lines.findIndex(line => line.startsWith(`${start}--${flag.name} ${flag.placeholder} `));
			assert.notEqual(index, -1);
			// A long explanation continues, indented, up to the next flag.
			const entry = lines
				.slice(index, index + 9)
				.join(' ')
				.replaceAll(/ +/g, ' ');
			assert.ok(entry.includes(leaf.help), entry);
			assert.ok(entry.includes(leaf.defaultText === undefined ? '' : `(default ${leaf.defaultText})`), entry);
		});
	}

	for (const {name, isNegated, help: meaning} of switches) {
		const long = isNegated ? `--no-${name}` : `--${name}`;
		test(`${long} is ${meaning === undefined ? 'omitted from' : 'in'} the help`, () => {
			const line = lines.find(text => text.slice(6).split(' ')[0] === long);
			assert.equal(line?.slice(line.indexOf(long) + long.length).trim(), meaning);
		});
	}
}

test('the help fits 80 columns, names the version and has no trailing spaces', () => {
	assert.equal(lines[0], 'mon-tui 1.2.3: a system monitor for the terminal');
	assert.deepEqual(
		lines.filter(line => line.length > 80 || line !== line.trimEnd()),
		[],
	);
});

test('the help of the group Screen is formatted as expected', () => {
	const screen = lines.slice(lines.indexOf('Screen'), lines.indexOf('Alerts'));
	assert.deepEqual(screen, [
		'Screen',
		'      --view NAME             layout of the screen: auto, detailed, compact,',
		'                              line (default auto)',
		'  -c, --compact               short for --view compact',
		'      --theme NAME            colour theme: auto, default, light, high-contrast,',
		'                              colour-blind, mono or a custom theme; auto chooses',
		'                              default or light by the background of the terminal',
		'                              (default auto)',
		'      --hide PANEL            panel to hide in the detailed view: processor,',
		'                              memory, disks, network, gpu, processes,',
		'                              statistics, alerts, limits, pressure,',
		'                              temperatures, hardware, kernel, groups',
		'                              (repeatable)',
		'      --columns COLUMN        columns of the process list, in this order: pid,',
		'                              parent, user, state, priority, nice, cpu,',
		'                              children_cpu, run_delay, memory, virtual, shared,',
		'                              swap, io_read, io_write, minor_faults,',
		'                              major_faults, threads, open_files, time, start,',
		'                              group, wait_channel, name, command (repeatable)',
		'                              (default pid, user, cpu, memory, io_read,',
		'                              io_write, threads, state, time, command)',
		'      --sort NAME             column to sort processes by: pid, parent, user,',
		'                              state, priority, nice, cpu, children_cpu,',
		'                              run_delay, memory, virtual, shared, swap, io_read,',
		'                              io_write, minor_faults, major_faults, threads,',
		'                              open_files, time, start, group, wait_channel, name',
		'                              (default cpu)',
		'      --reverse               reverse the sort order of processes',
		'      --no-per-core           do not count one core as 100 % CPU of a process',
		'      --units NAME            units of sizes: powers of 1024 (binary) or 1000:',
		'                              binary, decimal (default binary)',
		'      --graph-step TIME       time that one column of a graph covers (default',
		'                              1s)',
		'      --color NAME            colour support of the terminal: auto, none, 16,',
		'                              256, truecolor (default auto)',
		'      --graph NAME            characters to draw graphs with: auto, braille,',
		'                              block, ascii (default auto)',
		'      --ascii                 draw with ASCII characters only',
		'      --no-title              do not show the worst problem in the window title',
		'      --no-mouse              do not let the mouse scroll, focus and select',
		'      --read-only             never send signals to processes',
		'      --keys PRESET           keys of the screen: default, htop, btop or vim; in',
		'                              the file also keys by action',
		'      --for PID|DIR|TIME      limit the process list to a process or a directory',
		'                              and what they started; with --diagnose, the time',
		'                              to observe (default 10s)',
		'',
	]);
});

test('the example of a variable in the help works', () => {
	const [, key = '', variable = ''] = /([\w.]+) is\s(MON_TUI_\w+)/.exec(help) ?? [];
	assert.deepEqual([...readEnvironment(definition, {[variable]: 'no'})], [[key, false]]);
});
