#!/usr/bin/env node
import {existsSync} from 'node:fs';
import module from 'node:module';
import process from 'node:process';

const program = new URL('../dist/cli/cli.js', import.meta.url);

// Before anything imports React: its development build is slower and keeps a record of every frame.
process.env.NODE_ENV ??= 'production';
module.enableCompileCache?.();

if (existsSync(program)) {
	await import(program.href);
} else {
	process.stderr.write('mon-tui: not built yet. Run "npm run build" first.\n');
	process.exitCode = 1;
}
