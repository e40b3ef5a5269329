import measureText from 'original:./measure-text.js';

/**
Replaces widest-line 6 in ink/build/render-node-to-output.js of Ink 8.0.0, which measures every text in every frame.
measure-text.js also uses widest-line for the layout, and caches its texts.
*/
export default function (text: string): number {
	return measureText(text).width;
}
