#!/usr/bin/env node
// Read by any Node since 12, to say which one it needs: no newer syntax, no module by a name with `node:`.
import module from 'module';

// With `import`, Node reads all exports of a module of its own: of `process`, that opens the standard streams.
const require = module.createRequire(import.meta.url);
const {existsSync, readFileSync} = require('fs');
const process = require('process');

const needed = '20.19.0';
const program = new URL('../dist/cli/cli.js', import.meta.url);

// What the program prints for these flags alone; the build has run it.
const answers = {'--help': 'help.txt', '-h': 'help.txt', '--version': 'version.txt', '-V': 'version.txt'};
const answer = process.argv.length === 3 && answers[process.argv[2]];

if (isOlder(process.versions.node, needed)) {
	fail(`it needs Node.js ${needed} or newer, and this is ${process.versions.node}`);
} else if (answer && existsSync(new URL(answer, program))) {
	process.stdout.on('error', error => {
		// A reader that went away is no error.
		if (error.code !== 'EPIPE') {
			fail(`cannot write to standard output: ${error.code}`);
		}
	});
	process.stdout.write(readFileSync(new URL(answer, program)));
} else if (existsSync(program)) {
	// Before anything imports React: its development build is slower and keeps a record of every frame.
	process.env.NODE_ENV = process.env.NODE_ENV || 'production';
	if (module.enableCompileCache) {
		module.enableCompileCache();
	}

	// Stacks then name the files of the repository.
	if (process.argv.includes('--debug')) {
		process.setSourceMapsEnabled(true);
	}

	import(program.href);
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
