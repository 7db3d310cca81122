namespace TypedModels.Engine.Text;

/// <summary>How C's <c>printf</c> writes a number: <c>%[flag][width][.precision]conversion</c>.</summary>
/// <param name="Flag"><c>'0'</c>, <c>'-'</c>, <c>'+'</c>, <c>' '</c> or <c>'#'</c>, or 0 for none.</param>
/// <param name="Width">The least number of characters; 0 for no such limit.</param>
/// <param name="Precision">The digits behind the point, or with <c>g</c> all digits; −1 for six.</param>
/// <param name="Conversion"><c>'f'</c>, <c>'e'</c> or <c>'g'</c> for floating point numbers.</param>
internal readonly record struct PrintfFormat(byte Flag = 0, int Width = 0, int Precision = -1, char Conversion = 'f');
