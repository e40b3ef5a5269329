/** An XML element. Namespaces and CDATA are not supported: the report of `nvidia-smi -q -x` has none. */
export type XmlElement = {
	readonly name: string;
	readonly attributes: string;
	text: string;
	readonly children: XmlElement[];
};

const entities: Readonly<Record<string, string>> = {lt: '<', gt: '>', quot: '"', apos: "'", amp: '&'};

function decode(text: string): string {
	return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** Parses a document into a nameless root element. Never throws: unclosed elements are closed at the end. */
export function parseXml(text: string): XmlElement {
	const root: XmlElement = {name: '', attributes: '', text: '', children: []};
	const open = [root];
	for (const [, comment, slash, name, attributes, empty, characters] of text.matchAll(
		/(<[?!][^>]*>)|<(\/?)([\w.:-]+)([^<>]*?)(\/?)>|([^<]+)/g,
	)) {
		const parent = open.at(-1) ?? root;
		if (comment !== undefined) {
			continue;
		}

		if (name === undefined) {
			parent.text += decode(characters ?? '').trim();
		} else if (slash === '/') {
			if (open.length > 1 && parent.name === name) {
				open.pop();
			}
		} else {
			const element: XmlElement = {name, attributes: (attributes ?? '').trim(), text: '', children: []};
			parent.children.push(element);
			if (empty !== '/') {
				open.push(element);
			}
		}
	}

	return root;
}

/** Returns the first element at a path of direct children, for example `fb_memory_usage/total`. */
export function findElement(element: XmlElement, path: string): XmlElement | undefined {
	let found: XmlElement | undefined = element;
	for (const name of path.split('/')) {
		found = found?.children.find(child => child.name === name);
	}

	return found;
}
