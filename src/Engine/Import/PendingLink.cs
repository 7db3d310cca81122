using TypedModels.Engine.Graphs;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Import;

/// <summary>A node that was created and is not yet linked to what it reads.</summary>
/// <param name="Scope">Where its names are looked up.</param>
/// <param name="Node">The node.</param>
/// <param name="Document">What the file says of it.</param>
internal sealed record PendingLink(ImportScope Scope, Node Node, NodeDocument Document);
