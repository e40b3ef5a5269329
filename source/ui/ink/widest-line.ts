import measureText from 'original:./measure-text.js';

/**
Replaces widest-line 6 in ink/build/render-node-to-output.js of Ink 8.0.0, which measures every text in every frame.

measure-text.js measures with widest-line too, for the layout, and remembers the texts it has seen.
*/
export default function (text: string): number {
	return measureText(text).width;
}
