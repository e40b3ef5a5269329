import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {configSchema} from '../../source/config/model/config-schema.js';
import {asyncApi} from '../../source/protocol/schema/asyncapi.js';
import {clientMessageSchema} from '../../source/protocol/schema/client-schema.js';
import {serverMessageSchema} from '../../source/protocol/schema/server-schema.js';
import {commandLine} from './command-line.js';
import {configurationReference} from './configuration-reference.js';
import {libraryReference} from './library-reference.js';
import {manualPage} from './manual-page.js';
import {measurementsReference} from './measurements-reference.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Returns the generated files, by path below the root. `npm run docs` writes them, and a test compares them. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};
	return new Map([
		['docs/library.md', await libraryReference(root)],
		['docs/command-line.md', commandLine(version)],
		['docs/configuration.md', configurationReference()],
		['docs/measurements.md', measurementsReference()],
		['man/mon-tui.1', manualPage(version)],
		['schema/config.json', json(configSchema())],
		['schema/client-message.json', json(clientMessageSchema)],
		['schema/server-message.json', json(serverMessageSchema)],
		['schema/asyncapi.json', json(asyncApi(version))],
	]);
}

function json(value: unknown): string {
	return `${JSON.stringify(value, undefined, '\t')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	for (const [file, text] of await generatedFiles()) {
		await mkdir(path.join(root, path.dirname(file)), {recursive: true});
		await writeFile(path.join(root, file), text);
	}
}
