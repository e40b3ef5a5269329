import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const fixtures = fileURLToPath(new URL('../fixtures/frames/', import.meta.url));

/**
Compares rows with a reviewed picture. `UPDATE_FRAMES=1` writes the pictures; review the changes before committing them.
*/
export function assertFrame(name: string, rows: readonly string[]): void {
	const file = `${fixtures}${name}.txt`;
	const text = `${rows.join('\n')}\n`;
	if (process.env.UPDATE_FRAMES) {
		mkdirSync(fixtures, {recursive: true});
		writeFileSync(file, text);
	}

	assert.equal(text, readFileSync(file, 'utf8'));
}
