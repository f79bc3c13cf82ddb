export function BotsPage() { return <p>Bots</p>; }
