import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '../..');

/** Every page of Markdown in the repository, by path. */
export const documents: readonly string[] = execFileSync(
	'git',
	['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
	{cwd: root, encoding: 'utf8'},
)
	.trim()
	.split('\n')
	.filter(file => existsSync(path.join(root, file)));

export function textOf(document: string): string {
	return readFileSync(path.join(root, document), 'utf8');
}

export type Link = {
	readonly text: string;
	/** Path from the root of the repository. */
	readonly file: string;
	/** Without `#`; empty when there is none. */
	readonly anchor: string;
};

/** Returns the links of a page to files and headings of the repository; code is skipped. */
export function linksOf(document: string): readonly Link[] {
	const prose = withoutCode(textOf(document));
	return [...prose.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(
		([text, file = '', anchor = '']) => ({
			text,
			file: file === '' ? document : path.join(path.dirname(document), file),
			anchor,
		}),
	);
}

/** Returns the anchors of a page as GitHub makes them from its headings. */
export function anchorsOf(document: string): ReadonlySet<string> {
	const counts = new Map<string, number>();
	const anchors = [
		...textOf(document)
			.replaceAll(/^```[\s\S]*?^```/gm, '')
			.matchAll(/^#+ (.+)$/gm),
	].map(([, title = '']) => {
		const plain = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const anchor = plain.replaceAll(/[^\p{L}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
		const count = counts.get(anchor) ?? 0;
		counts.set(anchor, count + 1);
		return count === 0 ? anchor : `${anchor}-${count}`;
	});
	return new Set(anchors);
}

function withoutCode(text: string): string {
	return text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').replaceAll(/(?<!`)`[^`\n]+`(?!`)/g, 'code');
}
