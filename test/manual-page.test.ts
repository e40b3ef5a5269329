import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {shownFlags} from '../source/config/help/shown-flags.js';
import {without} from './helpers/programs.js';

const page = fileURLToPath(new URL('../man/mon-tui.1', import.meta.url));

/** Returns the page as `man` shows it, with wide lines and without bold. */
function shown(): string {
	const {stdout, stderr, status} = spawnSync('man', ['--warnings', '-l', page], {
		encoding: 'utf8',
		env: {...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '200', MAN_KEEP_FORMATTING: ''},
	});
	assert.deepEqual({status, stderr}, {status: 0, stderr: ''});
	return stdout.replaceAll(/.\u0008/g, '');
}

test('man shows every flag and prints no warning', {skip: without('man', 'man-db')}, () => {
	const text = shown();
	const lines = text.split('\n').map(line => `${line.trim()} `);
	const missing = shownFlags().filter(({long, short, placeholder = ''}) => {
		const begin = `${short === undefined ? '' : `-${short}, `}${long} ${placeholder}`;
		return !lines.some(line => line.startsWith(begin));
	});
	assert.deepEqual(missing, []);
	assert.match(text, /mon-tui --check --alert 'load\.load1>8'/);
});

test('mandoc prints no warning except that the page has no date', {
	skip: without('mandoc'),
}, () => {
	const {stdout} = spawnSync('mandoc', ['-T', 'lint', page], {encoding: 'utf8'});
	assert.deepEqual(
		stdout.split('\n').filter(line => line !== '' && !line.includes('missing date')),
		[],
	);
});

test('every dash is escaped, so that commands can be copied', () => {
	assert.doesNotMatch(readFileSync(page, 'utf8').replaceAll(/^\.TH.*$/gm, ''), /(?<!\\)-/);
});
