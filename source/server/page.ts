import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {contentSecurityPolicy} from './http/http-answer.js';

export type PageFile = {
	readonly type: string;
	readonly text: string;
	readonly headers?: Readonly<Record<string, string>>;
};

/** Beside this module, in the source as in what is built of it. */
const files = [
	{path: '/', file: 'index.html', type: 'text/html'},
	{path: '/page.css', file: 'page.css', type: 'text/css'},
	{path: '/page.js', file: 'page.js', type: 'text/javascript'},
	{path: '/icon.svg', file: 'icon.svg', type: 'image/svg+xml'},
] as const;

/** The page that shows the machine in a browser, by path. Nothing of the machine is in it: that comes over the socket. */
export async function readPage(): Promise<ReadonlyMap<string, PageFile>> {
	const entries = files.map(async ({path, file, type}) => {
		const source = await readFile(new URL(`page/${file}`, import.meta.url), 'utf8');
		const text = source.replaceAll(/^\t+/gm, '');
		const headers = type === 'text/html' ? {'Content-Security-Policy': contentSecurityPolicy(scriptHashes(text))} : {};
		return [path, {type, text, headers}] as const;
	});
	return new Map(await Promise.all(entries));
}

/** Of the scripts that stand in the page itself: a browser runs these and no others. */
function scriptHashes(html: string): readonly string[] {
	return [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
		([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
	);
}
