import {createHash} from 'node:crypto';
import {contentSecurityPolicy} from './http/http-answer.js';
import {readPageFile} from './page-file.js';

export type PageFile = {
	readonly type: string;
	readonly text: string;
	readonly headers?: Readonly<Record<string, string>>;
};

const files = [
	{path: '/', file: 'index.html', type: 'text/html'},
	{path: '/page.css', file: 'page.css', type: 'text/css'},
	{path: '/page.js', file: 'page.js', type: 'text/javascript'},
	{path: '/icon.svg', file: 'icon.svg', type: 'image/svg+xml'},
] as const;

/** Lines that contain only a comment, after the indentation is removed. */
const commentLines = /^(?:\/\/|\/\*\*.*\*\/$).*\n/gm;

/** Returns the files of the web page by path. They contain no data of the machine: the page gets it over the WebSocket. */
export async function readPage(): Promise<ReadonlyMap<string, PageFile>> {
	const entries = files.map(async ({path, file, type}) => {
		const source = await readPageFile(file);
		const text = source.replaceAll(/^\t+/gm, '').replaceAll(commentLines, '');
		const headers = type === 'text/html' ? {'Content-Security-Policy': contentSecurityPolicy(scriptHashes(text))} : {};
		return [path, {type, text, headers}] as const;
	});
	return new Map(await Promise.all(entries));
}

/** Returns the hashes of the inline scripts. A browser runs no other inline scripts. */
function scriptHashes(html: string): readonly string[] {
	return [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
		([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
	);
}
