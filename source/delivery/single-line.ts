/** Controls, direction marks, line separators: what could break a line, forge a header or steer a terminal. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** The text as one printable line, cut to a length. Names of mounts and sensors may hold anything. */
export function singleLine(text: string, maxLength = 1000): string {
	const line = text.replace(unprintable, ' ');
	return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
