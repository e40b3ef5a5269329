#!/usr/bin/env node
// Read by any Node since 12, to say which one it needs: no newer syntax, no module by a name with `node:`.
'use strict';

const {existsSync, readFileSync} = require('fs');
const path = require('path');
const process = require('process');

const needed = '20.19.0';
const build = path.join(__dirname, '../dist/cli');
const start = path.join(build, 'start.cjs');

// What the program prints for these flags alone; the build has run it.
const answers = {'--help': 'help.txt', '-h': 'help.txt', '--version': 'version.txt', '-V': 'version.txt'};
const answer = process.argv.length === 3 && answers[process.argv[2]];

if (isOlder(process.versions.node, needed)) {
	fail(`it needs Node.js ${needed} or newer, and this is ${process.versions.node}`);
} else if (answer && existsSync(path.join(build, answer))) {
	process.stdout.on('error', error => {
		// A reader that went away is no error.
		if (error.code !== 'EPIPE') {
			fail(`cannot write to standard output: ${error.code}`);
		}
	});
	process.stdout.write(readFileSync(path.join(build, answer)));
} else if (existsSync(start)) {
	require(start);
} else {
	fail('not built yet. Run "npm run build" first.');
}

function fail(reason) {
	process.stderr.write(`mon-tui: ${reason}\n`);
	process.exitCode = 1;
}

function isOlder(version, other) {
	const numbers = version.split('.').map(Number);
	const [major, minor] = other.split('.').map(Number);
	return numbers[0] < major || (numbers[0] === major && numbers[1] < minor);
}
