export default function L({ children }: any) { return <html><body>{children}</body></html> }
