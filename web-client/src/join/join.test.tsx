// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepJoined, keepTicket, ticketFor } from '../app/tickets.ts';
import { Notices } from '../design/notices.tsx';
import { answerMsMax } from '../fetch_in_time.ts';
import { joinWords } from '../words/join.ts';
import { Join } from './join.tsx';
import { checkJoin, cleanCode, errorsOf, join } from './join_request.ts';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answering = (status: number, body: object) =>
  vi.fn(async (_path: string, _options: { body: string }) => new Response(JSON.stringify(body), { status }));

describe('the code', () => {
  it.each([
    ['k7q f2m', 'K7QF2M'],
    ['K7Q-F2M', 'K7QF2M'],
    [' k7qf2m\n', 'K7QF2M'],
    ['K７QF2M', 'K7QF2M'],
    ['https://reprise.example/?code=k7qf2m&x=1', 'K7QF2M'],
    ['K7QF2MABC', 'K7QF2M'],
  ])('is read from "%s"', (typed, code) => {
    expect(cleanCode(typed)).toBe(code);
  });

  it('is checked before anything is sent', () => {
    expect(checkJoin('', '')).toEqual({ code: joinWords.noCode, name: joinWords.noName });
    expect(checkJoin('K7Q', 'Ada')).toEqual({ code: joinWords.codeLength(3) });
    expect(checkJoin('K7QF2M', 'Ada')).toEqual({});
    expect(checkJoin('K7QF2M', 'a'.repeat(61))).toEqual({ name: joinWords.nameTooLong });
  });
});

describe('refusals are put where they can be mended', () => {
  it.each([
    ['bad_code', { code: joinWords.badCode }],
    ['session_locked', { form: joinWords.locked }],
    ['session_full', { form: joinWords.full }],
    ['too_fast', { form: 'x' }],
  ] as const)('%s', (code, errors) => {
    expect(errorsOf({ code, detail: 'x', field: '' })).toEqual(errors);
  });

  it('shows what the server says about a name', () => {
    expect(errorsOf({ code: 'bad_text', detail: 'No control characters.', field: 'name' })).toEqual({
      name: 'No control characters.',
    });
  });
});

describe('joining', () => {
  it('uses one id until it worked, so that a second press is the same person', async () => {
    const request = vi.fn().mockRejectedValueOnce(new TypeError('offline'));
    request.mockResolvedValue(new Response(JSON.stringify({ ticket: 't', session: 's', member: 7 })));
    expect(await join('K7QF2M', 'Ada', request)).toEqual({ errors: { form: joinWords.noServer } });
    expect(await join('K7QF2M', 'Ada', request)).toEqual({
      joined: { ticket: 't', session: 's', member: 7 },
    });
    const ids = request.mock.calls.map(
      (each) => (JSON.parse((each[1] as { body: string }).body) as { id: string }).id,
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it('says so when no answer comes, and tries again as the same person', async () => {
    vi.useFakeTimers();
    const request = vi.fn<typeof fetch>(
      (_path, options) => new Promise((_, reject) => options?.signal?.addEventListener('abort', reject)),
    );
    const outcome = join('K7QF2M', 'Ada', request);
    await vi.advanceTimersByTimeAsync(answerMsMax + 1_000);
    expect(await outcome).toEqual({ errors: { form: joinWords.noServer } });
    vi.useRealTimers();
    request.mockResolvedValue(new Response(JSON.stringify({ ticket: 't', session: 's', member: 7 })));
    await join('K7QF2M', 'Ada', request);
    const [first, again] = request.mock.calls.map((each) => JSON.parse(each[1]?.body as string).id);
    expect(again).toBe(first);
  });

  it('shows the tickets that this browser has, and nothing where it has none', async () => {
    const request = answering(200, { ticket: 't', session: 's', member: 7 });
    const shown = () => JSON.parse(request.mock.calls.at(-1)![1].body) as Record<string, unknown>;
    await join('K7QF2M', 'Ada', request as unknown as typeof fetch);
    expect(shown()).not.toHaveProperty('former_tickets');
    keepTicket({ session: 'before', ticket: 'the-former-ticket', title: '', name: 'Ada', at: Date.now() });
    await join('K7QF2M', 'Ada', request as unknown as typeof fetch);
    expect(shown().former_tickets).toEqual(['the-former-ticket']);
  });

  it('keeps the ticket and goes to the session', async () => {
    vi.stubGlobal('fetch', answering(200, { ticket: 'the-ticket', session: 'k3x', member: 7 }));
    const joined = vi.fn();
    render(<Join onJoined={joined} />);
    fireEvent.input(screen.getByLabelText(joinWords.code), { target: { value: 'k7q f2m' } });
    fireEvent.input(screen.getByLabelText(joinWords.name), { target: { value: 'Ada' } });
    fireEvent.click(screen.getByRole('button', { name: joinWords.join }));
    await waitFor(() => expect(joined).toHaveBeenCalledWith('k3x'));
    expect(ticketFor('k3x')?.ticket).toBe('the-ticket');
  });

  it('P8 beside a facilitator’s place, says that it holds for this tab only', async () => {
    keepTicket({ session: 'k3x', ticket: 'ada', title: 'S', name: 'Ada', at: Date.now(), leads: true });
    vi.stubGlobal('fetch', answering(200, { ticket: 'tim', session: 'k3x', member: 8 }));
    const joined = vi.fn();
    render(
      <>
        <Join onJoined={joined} />
        <Notices />
      </>,
    );
    fireEvent.input(screen.getByLabelText(joinWords.code), { target: { value: 'k7q f2m' } });
    fireEvent.input(screen.getByLabelText(joinWords.name), { target: { value: 'Tim' } });
    fireEvent.click(screen.getByRole('button', { name: joinWords.join }));
    expect(await screen.findByText(joinWords.inThisTab('Tim', 'Ada'))).toBeTruthy();
    expect(ticketFor('k3x')?.ticket).toBe('tim');
    sessionStorage.clear(); // as in a new tab
    expect(ticketFor('k3x')?.ticket).toBe('ada');
  });

  it('goes on as whom one chooses of those who are known here', async () => {
    const ada = { session: 'k3x', ticket: 'ada', title: 'S', name: 'Ada', at: Date.now(), leads: true };
    keepTicket(ada);
    keepJoined({ ...ada, ticket: 'tim', name: 'Tim', leads: false });
    const joined = vi.fn();
    render(<Join onJoined={joined} />);
    fireEvent.click(screen.getByText(joinWords.goOnAs('Ada')));
    expect(joined).toHaveBeenCalledWith('k3x');
    expect(ticketFor('k3x')?.ticket).toBe('ada');
  });

  it('shows nothing in the code that is not part of it', () => {
    render(<Join onJoined={() => {}} />);
    const field = screen.getByLabelText(joinWords.code) as HTMLInputElement;
    fireEvent.input(field, { target: { value: '(!)' } });
    expect(field.value).toBe('');
  });

  it('says beside the code that nobody knows it, and keeps what was typed', async () => {
    vi.stubGlobal('fetch', answering(404, { code: 'bad_code', detail: '', title: '', field: 'code' }));
    render(<Join onJoined={() => {}} />);
    fireEvent.input(screen.getByLabelText(joinWords.code), { target: { value: 'AAAAAA' } });
    fireEvent.input(screen.getByLabelText(joinWords.name), { target: { value: 'Ada' } });
    fireEvent.click(screen.getByRole('button', { name: joinWords.join }));
    await screen.findByText(joinWords.badCode);
    const field = screen.getByLabelText(joinWords.code) as HTMLInputElement;
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('AAAAAA');
    await waitFor(() => expect(document.activeElement).toBe(field));
  });
});
