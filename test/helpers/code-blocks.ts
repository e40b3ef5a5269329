/** A block of code in a page. */
export type CodeBlock = {
	/** The heading it stands under. */
	readonly title: string;
	/** Counts from 1 under one heading. */
	readonly number: number;
	readonly code: string;
};

/** The blocks of one language in a page of Markdown. */
export function codeBlocks(page: string, language: string): readonly CodeBlock[] {
	const blocks: CodeBlock[] = [];
	let title = '';
	let number = 0;
	for (const [, heading, found, code] of page.matchAll(/^#+ (.+)$|^```(\w*)\n([\s\S]*?)^```$/gm)) {
		if (heading !== undefined) {
			title = heading;
			number = 0;
		} else if (found === language && code !== undefined) {
			number += 1;
			blocks.push({title, number, code});
		}
	}

	return blocks;
}
