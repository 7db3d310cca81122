namespace TypedModels.Formats.Models;

/// <summary>Which message the bytes of a graph's file are, as far as they tell: protocol buffers do not say their type.</summary>
internal enum GraphForm
{
    Unknown,
    SavedModel,
    MetaGraph,
    Graph,
}
