// Prepared and typed texts. Never markup: every text is drawn as text.
import './text.css';

/** Paragraphs, and in them the lines as they were typed. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter((each) => each.trim() !== '')
        .map((each, at) => (
          <p key={at} class="text-paragraph">
            {each.split('\n').map((line, nth) => (
              <span key={nth} class="text-line">
                <Line text={line} />
              </span>
            ))}
          </p>
        ))}
    </>
  );
}

// "PRIYA (standing at the front): ..." and "1.52  Jo starts ...": who speaks and when is told apart from what is said.
const speaker = /^([\p{Lu}][\p{Lu}' -]+(?: \([^)]*\))?:)\s+/u;
const noted = /^(\d{1,2}[.:]\d{2}(?: to \d{1,2}[.:]\d{2})?)\s{2,}/;

function Line({ text }: { text: string }) {
  const said = speaker.exec(text);
  if (said) {
    return (
      <>
        <b class="text-speaker">{said[1]}</b> {text.slice(said[0].length)}
      </>
    );
  }
  const at = noted.exec(text);
  if (at) {
    return (
      <>
        <b class="text-noted tabular">{at[1]}</b> {text.slice(at[0].length)}
      </>
    );
  }
  return <>{text}</>;
}
